// What this version of mailgrant calls a store. Read on every start, so it imports nothing.

/** The number of migrations in migrations/all.ts; a test holds the two together. */
export const storeFormat = 3;

/** SQLite's `application_id`: the letters "mgst". Tells our file from another program's. */
export const applicationId = 0x6d677374;
