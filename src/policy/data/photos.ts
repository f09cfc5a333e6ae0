// What a photo on the card must be, and how long pictures are kept; the documents name no values (G-18), so these are settings.

/**
 * The card's photo: 26 × 32 mm at 350 dpi, 24-bit RGB JPEG on white. Cities differ in the size of the file (14–40, 9–20,
 * 5–50, up to 100 KB); these are the widest that the card makers named.
 */
export const cardPhotoFormat = { width: 358, height: 441, dpi: 350, leastBytes: 10_240, mostBytes: 100_000 } as const;

/** C-59: a guardian photographs a small child at home; the checks of children below this age are lenient. */
export const lenientUnderYears = 7;

/** Pictures of an application that was never sent. */
export const unfinishedHours = 24;

/** Pictures after the end of their application: as long as a mistake on the card may still have to be looked into. */
export const keptDaysAfterEnd = 30;
