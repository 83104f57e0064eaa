/** How much waits for a second look. */

/** `markers` counts for a leader alone; `duplicates` those pairs that somebody else proposes to make one. */
export interface ReviewsCollections { counts: { key: 'counts'; markers: number; duplicates: number } }
