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

export class TooMany extends ExpectedError {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(429, message, 'Wait, then try again.');
  }
}
