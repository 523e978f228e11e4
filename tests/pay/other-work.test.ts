import { loadLedgerSource, ledgerAt } from '../../server/pay/ledger/load-ledgers';
import { minorUnits } from '../../server/pay/earnings';
import { listOtherWork } from '../../server/pay/other-work-store';
import { paths } from '../../server/paths';
import { endPanelVisit } from '../../server/studies/panels/end-visit';
import { takeTry, openTrainedStudy } from '../rating/training/trained-study';
import { openPanelHouse } from '../studies/panels/panel-house';
import { engines } from '../support/engines';
import { page } from '../support/html';
import { openHouse } from '../support/house';
import { centsByItem, setTerms } from './paid-study';

describe.each(engines)('pay for what is no rating on %s', (engine) => {
  it('pays a training answer by answer, right or wrong, also when it is failed', async () => {
    const house = await openHouse(engine);
    const { study } = await openTrainedStudy(house, { raters: ['ada', 'ben'] });
    await setTerms(house, study.id, { ...centsByItem, trainingAmount: 5 });
    const ada = await house.signedIn('ada');
    await takeTry(ada, study.id, [1, 2, 3]);
    await takeTry(ada, study.id, [1, 2, 3, 4, 5]);
    const mine = await listOtherWork(house.context.db, study.id, house.cast.ada.id);
    expect(mine.map(({ kind }) => kind)).toEqual(Array(10).fill('training'));
    expect(await listOtherWork(house.context.db, study.id, house.cast.ben.id)).toEqual([]);
    expect(await listOtherWork(house.context.db, study.id)).toHaveLength(10);
    // By hand: two tries of five items at 5 cents.
    const source = await loadLedgerSource(house.context.db, {
      studyId: study.id,
      raterId: house.cast.ada.id,
    });
    expect(minorUnits(ledgerAt(source, house.context.now()).earnings.units)).toBe(50);
    const data = JSON.parse((await ada.get(paths.accountData()).expect(200)).text) as { training: object[] };
    expect(data.training).toHaveLength(10);
    await house.close();
  });

  it('pays a screen-out once, keeps the panel’s id in the own data, and forgets it with the account', async () => {
    const house = await openPanelHouse(engine);
    const { context, studyId } = house;
    await setTerms(house, studyId, { ...centsByItem, screenOutAmount: 40 });
    const agent = await house.start('participant-7');
    const visit = await context.db.get<{ id: string }>('SELECT user_id AS id FROM panel_visits');
    const raterId = visit!.id;
    await context.db.transaction((tx) =>
      endPanelVisit(tx, context, { userId: raterId, studyId, outcome: 'screened out' }),
    );
    const work = await listOtherWork(context.db, studyId, raterId);
    expect(work).toMatchObject([{ kind: 'screened out', raterId, submittedAt: context.now() }]);
    const source = await loadLedgerSource(context.db, { studyId, raterId });
    expect(minorUnits(ledgerAt(source, context.now()).earnings.units)).toBe(40);
    const data = JSON.parse((await agent.get(paths.accountData()).expect(200)).text) as { panels: object[] };
    expect(data.panels).toMatchObject([
      { participant: 'participant-7', outcome: 'screened out', code: 'OUT2' },
    ]);
    const $ = page((await agent.get(paths.accountDeletion()).expect(200)).text);
    expect($('input[name=proof]')).toHaveLength(1);
    const { username } = (await context.db.get<{ username: string }>(
      'SELECT username FROM users WHERE id = ?',
      raterId,
    ))!;
    await agent.post(paths.accountDeletion()).type('form').send({ proof: username }).expect(303);
    const rows = await context.db.all<{ participant: string }>('SELECT * FROM panel_visits');
    expect(JSON.stringify(rows)).not.toContain('participant-7');
    await house.close();
  });
});
