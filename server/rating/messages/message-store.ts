import type { Database } from '../../db/database';

/** What an administrator wrote to a rater, and what the rater answered. */
export interface Message {
  readonly id: string;
  readonly studyId: string;
  readonly studyName: string;
  readonly raterId: string;
  readonly pseudonym: string;
  readonly text: string;
  readonly sentAt: number;
  readonly readAt: number | null;
  readonly reply: { readonly text: string; readonly sentAt: number } | null;
}

export interface NewMessage {
  readonly id: string;
  readonly studyId: string;
  readonly raterId: string;
  readonly text: string;
  readonly writtenBy: string;
  readonly sentAt: number;
}

type MessageRow = Omit<Message, 'reply'> & { replyText: string | null; repliedAt: number | null };

const selected = `SELECT m.id, m.study_id AS "studyId", s.name AS "studyName", m.rater_id AS "raterId", u.pseudonym,
  m.text, m.sent_at AS "sentAt", m.read_at AS "readAt", r.text AS "replyText", r.sent_at AS "repliedAt"
  FROM messages m JOIN studies s ON s.id = m.study_id JOIN users u ON u.id = m.rater_id
  LEFT JOIN messages r ON r.reply_to = m.id`;

/** What was written to the rater, the last one first. */
export async function listOwnMessages(db: Database, raterId: string): Promise<Message[]> {
  const rows = await db.all<MessageRow>(
    `${selected} WHERE m.rater_id = ? AND m.reply_to IS NULL ORDER BY m.sent_at DESC, m.id DESC`,
    raterId,
  );
  return rows.map(toMessage);
}

/** What was written to raters of the study, the last one first; at most so many. */
export async function listStudyMessages(db: Database, studyId: string, most: number): Promise<Message[]> {
  const rows = await db.all<MessageRow>(
    `${selected} WHERE m.study_id = ? AND m.reply_to IS NULL
     ORDER BY COALESCE(r.sent_at, m.sent_at) DESC, m.id DESC LIMIT ?`,
    studyId,
    most,
  );
  return rows.map(toMessage);
}

export async function countUnread(db: Database, raterId: string): Promise<number> {
  const row = await db.get<{ unread: number }>(
    'SELECT COUNT(*) AS unread FROM messages WHERE rater_id = ? AND reply_to IS NULL AND read_at IS NULL',
    raterId,
  );
  return row?.unread ?? 0;
}

/** The rater's own message; undefined for anybody else's, and for replies. */
export async function findOwnMessage(
  db: Database,
  { id, raterId }: { id: string; raterId: string },
): Promise<{ id: string; studyId: string; readAt: number | null } | undefined> {
  return db.get<{ id: string; studyId: string; readAt: number | null }>(
    `SELECT id, study_id AS "studyId", read_at AS "readAt" FROM messages
     WHERE id = ? AND rater_id = ? AND reply_to IS NULL`,
    id,
    raterId,
  );
}

export async function insertMessage(tx: Database, message: NewMessage): Promise<void> {
  const { id, studyId, raterId, text, writtenBy, sentAt } = message;
  await tx.run(
    'INSERT INTO messages (id, study_id, rater_id, text, written_by, sent_at) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    studyId,
    raterId,
    text,
    writtenBy,
    sentAt,
  );
}

/** Answers a message. @returns false when it was answered before: the first answer stands */
export async function insertReply(tx: Database, reply: NewMessage & { replyTo: string }): Promise<boolean> {
  const { id, studyId, raterId, text, writtenBy, sentAt, replyTo } = reply;
  const { changes } = await tx.run(
    `INSERT INTO messages (id, study_id, rater_id, reply_to, text, written_by, sent_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reply_to) DO NOTHING`,
    id,
    studyId,
    raterId,
    replyTo,
    text,
    writtenBy,
    sentAt,
  );
  return changes === 1;
}

/** Notes that the rater has read the message; the first time stands. */
export async function markRead(tx: Database, id: string, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE messages SET read_at = ? WHERE id = ? AND read_at IS NULL',
    now,
    id,
  );
  return changes === 1;
}

/** The raters of the study who can still sign in and are not taken out. */
export async function listAddressees(db: Database, studyId: string): Promise<string[]> {
  const rows = await db.all<{ raterId: string }>(
    `SELECT p.rater_id AS "raterId" FROM participations p JOIN users u ON u.id = p.rater_id
     WHERE p.study_id = ? AND p.removed_at IS NULL AND u.disabled_at IS NULL AND u.is_synthetic = 0
     ORDER BY p.rater_id`,
    studyId,
  );
  return rows.map(({ raterId }) => raterId);
}

function toMessage({ replyText, repliedAt, ...message }: MessageRow): Message {
  const reply = replyText === null || repliedAt === null ? null : { text: replyText, sentAt: repliedAt };
  return { ...message, reply };
}
