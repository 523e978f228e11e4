import { Router, type Request } from 'express';
import { noFields } from '../../accounts/account-form';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { throttle } from '../../web/throttling/rate-limit';
import { wordsOf } from '../../web/wording/request-language';
import { longestMessage, messageForm } from './message-form';
import { findOwnMessage, insertReply, markRead } from './message-store';
import { messagesPage } from './messages-page';

/** What administrators have written to the signed-in rater. */
export function messageRoutes(context: Context): Router {
  const router = Router();
  const { db } = context;
  router.get(paths.messages(), requireRater, async (req, res) => {
    renderPage(res, 'rating/messages', await messagesPage(db, currentUser(req).id, { t: wordsOf(req) }));
  });
  router.post(paths.messageReading(':id'), requireRater, async (req, res) => {
    parseForm(noFields, req.body);
    const { id } = await loadOwn(context, req);
    await db.transaction(async (tx) => {
      if (!(await markRead(tx, id, context.now()))) return;
      const actorId = currentUser(req).id;
      await recordAudit(tx, context, { actorId, action: 'message read', objectId: id });
    });
    res.redirect(303, paths.messages());
  });
  addReplies(router, context);
  return router;
}

function addReplies(router: Router, context: Context): void {
  const { db } = context;
  const limit = throttle(context, 'replies of a rater');
  router.post(paths.messageReplies(':id'), requireRater, async (req, res) => {
    const t = wordsOf(req);
    const raterId = currentUser(req).id;
    const { id, studyId } = await loadOwn(context, req);
    const form = parseForm(messageForm(t('messages.replyFault', { count: longestMessage })), req.body);
    if (form.errors) {
      const refused = { id, text: form.typed.text, message: form.errors[0]?.message ?? '' };
      return renderPage(res, 'rating/messages', await messagesPage(db, raterId, { t, refused }), 422);
    }
    await limit.consume(raterId);
    const sentAt = context.now();
    const reply = { id: context.newId(), studyId, raterId, text: form.values.text, writtenBy: raterId };
    const isNew = await db.transaction(async (tx) => {
      if (!(await insertReply(tx, { ...reply, sentAt, replyTo: id }))) return false;
      await markRead(tx, id, sentAt);
      await recordAudit(tx, context, { actorId: raterId, action: 'message answered', objectId: id });
      return true;
    });
    setFlash(req, isNew ? t('messages.replySent') : t('messages.repliedBefore'));
    return res.redirect(303, paths.messages());
  });
}

/** @throws NotFound for what was written to anybody else */
async function loadOwn({ db }: Context, req: Request) {
  const message = await findOwnMessage(db, { id: pathId(req), raterId: currentUser(req).id });
  if (!message) throw new NotFound();
  return message;
}
