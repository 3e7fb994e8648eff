// One row of the tables of refusals.

export interface RefusalEntry {
  readonly error: string;
  readonly text: string;
  /** Default 400. Failed client authentication is 401. */
  readonly status?: number;
  readonly suberror?: string;
  /** At /authorize: shown to the user, never sent to the application. */
  readonly page?: true;
}
