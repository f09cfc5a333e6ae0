// Postal addresses as people write them: long enough to find a door, short enough for a label.

/** Longest address a parcel label takes. */
export const longestAddress = 120;
export const shortestAddress = 5;

/** Whether a trimmed address can be one. */
export const isAddress = (address: string): boolean =>
  address.length >= shortestAddress && address.length <= longestAddress;
