/** Which group the members are of that are listed without its name. */
export interface NamedBefore {
  /** Notes a group that stands in the file. */
  named(id: string): void;
  /** The group for members that stand here: the only one between them and the members before. */
  now(): string | undefined;
}

/** Remembers groups: where several are named and then members follow, nobody knows of which these are. */
export function namedBefore(): NamedBefore {
  let [ids, isAsked] = [[] as string[], false];
  return {
    named(id) {
      if (isAsked) ids = [];
      isAsked = false;
      ids.push(id);
    },
    now() {
      isAsked = true;
      return ids.length === 1 ? ids[0] : undefined;
    },
  };
}
