// The languages in which people are spoken to.

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
