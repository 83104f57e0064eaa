/** Raised with any change of the wire's schemas. A centre speaks this and the one before. */
export const PROTOCOL_VERSION = 2;
/** Raised with any change of `tables.ts`: a cache of another version is fetched anew; of a newer one, left alone. */
export const SCHEMA_VERSION = 2;
