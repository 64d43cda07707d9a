const border = /^== (\S{1,40})$/;

/**
 * One of several outputs in one text, each behind a line `== label` (the first has none: ''). The lines of the others become
 * empty, so that every line keeps its number; readers pass over empty lines.
 */
export function partOf(text: string, label: string): string {
  let current = '';
  return text
    .split('\n')
    .map((line) => {
      const [, next] = border.exec(line.trimEnd()) ?? [];
      if (next !== undefined) current = next;
      return next === undefined && current === label ? line : '';
    })
    .join('\n');
}
