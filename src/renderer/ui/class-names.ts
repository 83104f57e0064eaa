/** Class names that are there, joined; CSS modules type every name as possibly absent. */
export const classNames = (...names: (string | undefined | false)[]): string => names.filter(Boolean).join(' ');
