// The boxes on the last page of an application, each ticked by hand.

export const ticked = { 'sensitive-data': 'yes', 'share-with-bank': 'yes', pledge: 'yes' } as const;
