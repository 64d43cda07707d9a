const names = new Intl.Collator('en', { numeric: true });

/** The order people expect: web2 before web10, 10.0.0.9 before 10.0.0.10. */
export const naturally = (a: string, b: string): number => (a === b ? 0 : names.compare(a, b));
