// Names: the characters a name may have, and the one way it is written.

/** The longest name an identity document shows. */
export const longestName = 50;

// People write the dot between the parts of a name in many ways; identity documents print U+00B7.
const dots = /[•‧∙⋅・・．●]/gu;

/** One middle dot `·`, single spaces, nothing around. Characters are not composed or replaced: a rare one stays itself. */
export const normaliseName = (written: string): string =>
  written.replace(dots, '·').replace(/\s+/gu, ' ').replace(/ ?· ?/gu, '·').trim();

/**
 * Whether a normalised name can be one: Han characters of every plane, `·`, and Latin letters with spaces, hyphen,
 * apostrophe and full stop as foreign documents print them. Private-use characters are refused: a card maker's font would show
 * another character or a box.
 */
export const isName = (name: string): boolean =>
  [...name].length <= longestName &&
  /^[\p{Script=Han}\p{Script=Latin}\p{M}〇][\p{Script=Han}\p{Script=Latin}\p{M}〇· .'’-]*$/u.test(name);
