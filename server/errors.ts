/** Expected failures. Verb files throw them; `web/error-pages.ts` alone turns them into pages. */
export class ExpectedError extends Error {
  constructor(
    readonly status: number,
    /** A sentence that is safe to show to anyone. */
    message: string,
    /** What the person can do now; shown under the sentence. */
    readonly wayForward: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotFound extends ExpectedError {
  constructor(
    message = 'This page does not exist.',
    wayForward = 'Check the address or the id, or go back to the start.',
  ) {
    super(404, message, wayForward);
  }
}

export class Forbidden extends ExpectedError {
  constructor(message = 'You may not do this.', wayForward = 'Ask an administrator if you need to.') {
    super(403, message, wayForward);
  }
}

export class Conflict extends ExpectedError {
  constructor(message: string, wayForward = 'Go back, reload the page and try again.') {
    super(409, message, wayForward);
  }
}

/** Input that cannot be used and did not come from a form page that could be shown again. */
export class Invalid extends ExpectedError {
  constructor(message: string, wayForward = 'Correct it and try again.') {
    super(400, message, wayForward);
  }
}

/** Another process holds the database for longer than we wait. */
export class DatabaseBusy extends ExpectedError {
  constructor() {
    super(503, 'The database is busy, so nothing was saved.', 'Wait a few seconds, go back and try again.');
  }
}

/** There is no room on the disk. */
export class DatabaseFull extends ExpectedError {
  constructor() {
    super(
      503,
      'The disk is full, so nothing was saved.',
      'Keep this page, tell the administrator, and save again later.',
    );
  }
}

/** A disk or a database file could not be written; nothing is until the server has been started again. */
export class DatabaseFailed extends ExpectedError {
  constructor() {
    super(
      503,
      'The database could not be written, so nothing was saved.',
      'Keep this page and save again in a few minutes. If it happens again, tell the administrator.',
    );
  }
}

/** The database server is not there for the moment. Whether something was saved is not known. */
export class DatabaseAway extends ExpectedError {
  constructor() {
    super(
      503,
      'The database does not answer, so it is not known whether this was saved.',
      'Wait a few seconds, go back and try again: nothing is saved twice.',
    );
  }
}

export class TooMany extends ExpectedError {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(429, message, 'Wait, then try again.');
  }
}
