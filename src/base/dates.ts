// Dates of the business: plain dates and instants in Asia/Shanghai, never the JavaScript Date.

/** The time zone in which every rule of the city counts (decision G-05). */
export const cityTimeZone = 'Asia/Shanghai';

/** The date an instant falls on in the city. */
export const dateIn = (instant: Temporal.Instant): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(cityTimeZone).toPlainDate();

/** The instant at which a day begins in the city. */
export const startOf = (date: Temporal.PlainDate): Temporal.Instant => date.toZonedDateTime(cityTimeZone).toInstant();
