/** One optional field of a fact: left out where the value is not known or empty. */
export const known = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [Name in Key]?: Value } =>
  (value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? {} : { [key]: value }) as {
    readonly [Name in Key]?: Value;
  };
