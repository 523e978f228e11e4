import { findUser } from '../../accounts/user-store';
import type { Database } from '../../db/database';
import { listOwnConsents } from '../../studies/telling/consent-store';
import type { SignedInUser } from '../../web/current-user';
import { listOwnMessages } from '../messages/message-store';
import { openAssignment, type OpenAssignment } from '../open-assignment';
import { listOptOuts } from '../opting-out/content-store';
import {
  listGivenItems,
  listOwnPanelVisits,
  listOwnParticipations,
  listOwnRevisions,
  listOwnTraining,
  listRevisionAnswers,
  type GivenItem,
} from './own-data-store';

/** Something else that is kept of a rater, such as payments: the name it has in the file, and how it is found. */
export interface FurtherData {
  readonly name: string;
  readonly load: (db: Database, raterId: string) => Promise<unknown>;
}

/**
 * All that is kept of a rater, as one JSON object, a piece at a time: thousands of ratings need not lie in memory. Never a
 * label, and nothing of anybody else.
 */
export async function* ownData(
  db: Database,
  user: SignedInUser,
  further: readonly FurtherData[],
): AsyncGenerator<string> {
  yield `{\n"account": ${JSON.stringify(await accountData(db, user))}`;
  yield `,\n"participations": ${JSON.stringify(await participationData(db, user.id))}`;
  yield `,\n"consents": ${JSON.stringify(await consentData(db, user.id))}`;
  yield `,\n"contentOptOuts": ${JSON.stringify(await listOptOuts(db, user.id))}`;
  yield `,\n"messages": ${JSON.stringify(await messageData(db, user.id))}`;
  yield `,\n"panels": ${JSON.stringify(await listOwnPanelVisits(db, user.id))}`;
  yield `,\n"training": ${JSON.stringify(await trainingData(db, user.id))}`;
  for (const { name, load } of further) {
    yield `,\n${JSON.stringify(name)}: ${JSON.stringify(await load(db, user.id))}`;
  }
  yield ',\n"items": [';
  let before = '\n';
  for (const given of await listGivenItems(db, user.id)) {
    yield before + JSON.stringify(await itemData(db, given, user.id));
    before = ',\n';
  }
  yield '\n]\n}\n';
}

async function accountData(db: Database, { id, username, pseudonym, language, settings }: SignedInUser) {
  const stored = await findUser(db, id);
  return { username, pseudonym, language, settings, createdAt: moment(stored?.createdAt ?? null) };
}

async function participationData(db: Database, raterId: string) {
  const rows = await listOwnParticipations(db, raterId);
  return rows.map(({ study, joinedAt, seenAt, rated }) => ({
    study,
    joinedAt: moment(joinedAt),
    lastSeenAt: moment(seenAt),
    rated,
  }));
}

async function consentData(db: Database, raterId: string) {
  const consents = await listOwnConsents(db, raterId);
  return consents.map(({ decidedAt, ...consent }) => ({ ...consent, decidedAt: moment(decidedAt) }));
}

async function trainingData(db: Database, raterId: string) {
  const answered = await listOwnTraining(db, raterId);
  return answered.map(({ answers, servedAt, answeredAt, ...rest }) => ({
    ...rest,
    answers: JSON.parse(answers) as unknown,
    servedAt: moment(servedAt),
    answeredAt: moment(answeredAt),
  }));
}

async function messageData(db: Database, raterId: string) {
  const messages = await listOwnMessages(db, raterId);
  return messages.map(({ studyName, text, sentAt, readAt, reply }) => ({
    study: studyName,
    text,
    sentAt: moment(sentAt),
    readAt: moment(readAt),
    reply: reply && { text: reply.text, sentAt: moment(reply.sentAt) },
  }));
}

async function itemData(db: Database, given: GivenItem, raterId: string) {
  const open = await openAssignment(db, { assignmentId: given.assignmentId, raterId });
  const { skippedAt, skipReason, skipComment } = given;
  const skip = { at: moment(skippedAt), reason: skipReason, comment: skipComment };
  const revisions = [];
  for (const { id, submittedAt, ...revision } of await listOwnRevisions(db, given.assignmentId)) {
    const answers = await answerData(db, open, id);
    revisions.push({ ...revision, submittedAt: moment(submittedAt), answers });
  }
  return {
    study: open.studyName,
    behavior: open.behavior,
    item: { text: open.item.text, choices: open.item.choices },
    givenAt: moment(given.givenAt),
    ...(skippedAt === null ? {} : { skip }),
    revisions,
  };
}

/** Each answer as it is stored, and in the words the rater saw. */
async function answerData(db: Database, { asked }: OpenAssignment, ratingId: string) {
  const rows = await listRevisionAnswers(db, ratingId);
  return rows.map(({ question, value }) => {
    const wording = asked.find(({ name }) => name === question);
    const answer = wording?.choices.find((choice) => choice.value === value)?.text;
    return { question, wording: wording?.legend, value, answer };
  });
}

function moment(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
