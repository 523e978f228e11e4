import { Router, type Request, type RequestHandler, type Response } from 'express';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireProof } from '../../web/require-proof';
import { requireAdmin } from '../../web/require-role';
import { listOpenAccessLinks, revokeAccessLink } from '../access/access-link-store';
import { makeAccessLink } from '../access/make-access-link';
import { noFields } from '../account-form';
import { findUserByName } from '../user-store';
import {
  changePerson,
  disabling,
  enabling,
  roleChange,
  secondFactorRemoval,
  type PersonChange,
} from './change-person';
import { usernameForm, roleForm } from './people-form';
import { accessLinkPage, invitationWords, peoplePage, personPage } from './people-page';
import { openAccount } from './open-account';
import { findPerson, listPeople } from './people-store';

/** Who may do what: administrators, analysts and adjudicators, and links that make an account or set a password. */
export function peopleRoutes(context: Context): Router {
  const router = Router();
  const guards = [requireAdmin, requireProof(context)];
  router.get(paths.people(), guards, (_req: Request, res: Response) => showPeople(context, res));
  router.get(paths.person(':id'), guards, (req: Request, res: Response) => showPerson(context, req, res));
  addLinks(router, context, guards);
  addOpenings(router, context, guards);
  addChanges(router, context, guards);
  return router;
}

function addLinks(router: Router, context: Context, guards: RequestHandler[]): void {
  router.post(paths.accessLinks(), guards, async (req: Request, res: Response) => {
    const form = parseForm(roleForm, req.body);
    if (form.errors) return showPeople(context, res, form);
    const { role } = form.values;
    const made = await makeAccessLink(context, { role, userId: null }, currentUser(req).id);
    // It is stored nowhere, so no other address could show it.
    return renderPage(res, 'accounts/access-link-made', accessLinkPage(invitationWords(role), made), 201);
  });
  router.post(paths.passwordLinks(), guards, async (req: Request, res: Response) => {
    const form = parseForm(usernameForm, req.body);
    if (form.errors) return showPeople(context, res, form);
    const user = await findUserByName(context.db, form.values.username);
    if (!user || user.disabledAt !== null || user.isSynthetic) {
      const message = 'Nobody who can sign in has this username.';
      return showPeople(context, res, { errors: [{ name: 'username', message }], typed: form.values });
    }
    const made = await makeAccessLink(context, { role: null, userId: user.id }, currentUser(req).id);
    const what = `Whoever opens this link sets another password for ${user.username}.`;
    return renderPage(res, 'accounts/access-link-made', accessLinkPage(what, made), 201);
  });
  router.post(paths.accessLinkRevocation(':id'), guards, async (req: Request, res: Response) => {
    parseForm(noFields, req.body);
    const id = pathId(req);
    await context.db.transaction(async (tx) => {
      if (!(await revokeAccessLink(tx, id, context.now())))
        throw new NotFound('There is no such link any more.');
      const actorId = currentUser(req).id;
      await recordAudit(tx, context, { actorId, action: 'access link revoked', objectId: id });
    });
    setFlash(req, 'The link no longer works.');
    res.redirect(303, paths.people());
  });
}

function addOpenings(router: Router, context: Context, guards: RequestHandler[]): void {
  router.post(paths.accountOpenings(), guards, async (req: Request, res: Response) => {
    const form = parseForm(usernameForm, req.body);
    if (form.errors) return showPeople(context, res, form);
    const { username } = form.values;
    const opened = await openAccount(context, { username, actorId: currentUser(req).id });
    if (opened === undefined) {
      const errors = [{ name: 'username', message: 'Nobody has this username.' }];
      return showPeople(context, res, { errors, typed: form.values });
    }
    setFlash(req, `${opened} can try to sign in again.`);
    return res.redirect(303, paths.people());
  });
}

function addChanges(router: Router, context: Context, guards: RequestHandler[]): void {
  const change = async (req: Request, res: Response, made: PersonChange, said: string): Promise<void> => {
    const about = { personId: pathId(req), actorId: currentUser(req).id };
    await changePerson(context, about, made);
    setFlash(req, said);
    res.redirect(303, paths.person(about.personId));
  };
  router.post(paths.personRole(':id'), guards, async (req: Request, res: Response) => {
    const form = parseForm(roleForm, req.body);
    if (form.errors) return showPerson(context, req, res, form.errors);
    return change(req, res, roleChange(form.values.role), 'The role is changed.');
  });
  const buttons = [
    { path: paths.personDisabling(':id'), made: disabling, said: 'The account is disabled.' },
    { path: paths.personDisablingRemoval(':id'), made: enabling, said: 'The account is enabled.' },
    {
      path: paths.personSecondFactorRemoval(':id'),
      made: secondFactorRemoval,
      said: 'Signing in asks for no code any more.',
    },
  ];
  for (const { path, made, said } of buttons) {
    router.post(path, guards, async (req: Request, res: Response) => {
      parseForm(noFields, req.body);
      await change(req, res, made, said);
    });
  }
}

async function showPeople(
  { db, now }: Context,
  res: Response,
  refused?: Parameters<typeof peoplePage>[2],
): Promise<void> {
  const page = peoplePage(await listPeople(db), await listOpenAccessLinks(db, now()), refused);
  renderPage(res, 'accounts/people', page, refused && 422);
}

async function showPerson(
  { db }: Context,
  req: Request,
  res: Response,
  errors?: Parameters<typeof personPage>[2],
): Promise<void> {
  const person = await findPerson(db, pathId(req));
  if (!person) throw new NotFound('There is no such account.');
  const page = personPage(person, person.id === currentUser(req).id, errors);
  renderPage(res, 'accounts/person', page, errors && 422);
}
