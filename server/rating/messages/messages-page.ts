import type { Database } from '../../db/database';
import { paths } from '../../paths';
import { dateTime } from '../../web/format';
import type { Words } from '../../web/wording/words';
import { longestMessage } from './message-form';
import { listOwnMessages } from './message-store';

/** What administrators have written to the rater, and a reply that was refused. */
export async function messagesPage(
  db: Database,
  raterId: string,
  { t, refused }: { t: Words; refused?: { id: string; text: unknown; message: string } },
) {
  const messages = await listOwnMessages(db, raterId);
  return {
    title: t('messages.title'),
    errors: refused ? [{ name: fieldOf(refused.id), message: refused.message }] : [],
    longest: longestMessage,
    messages: messages.map((message) => ({
      studyName: message.studyName,
      text: message.text,
      at: dateTime(message.sentAt),
      isUnread: message.readAt === null,
      reading: paths.messageReading(message.id),
      reply: message.reply && { text: message.reply.text, at: dateTime(message.reply.sentAt) },
      replies: paths.messageReplies(message.id),
      field: fieldOf(message.id),
      typed: refused?.id === message.id && typeof refused.text === 'string' ? refused.text : '',
      error: refused?.id === message.id ? refused.message : undefined,
    })),
  };
}

/** One form for each message, so the field's id holds the message's. */
function fieldOf(id: string): string {
  return `text-${id}`;
}
