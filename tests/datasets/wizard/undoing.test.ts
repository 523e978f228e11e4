import { findDatasetBySlug } from '../../../server/datasets/dataset-store';
import { loadImport } from '../../../server/datasets/import-store';
import { paths } from '../../../server/paths';
import { freezeStudy } from '../../../server/studies/freeze-study';
import { joinStudy } from '../../../server/studies/join-study';
import { findStudy } from '../../../server/studies/study-store';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { mainText, page } from '../../support/html';
import { goodFile, idOf, imported, upload } from './wizard-client';

describe.each(engines)('undoing an import on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const open = async (address: string) => page((await dana.get(address).expect(200)).text);
  const undo = (id: string) => dana.post(paths.importUndoing(id)).type('form').send({});
  const makeStudy = (name: string) =>
    freezeStudy(
      house.context,
      { name, datasets: 'all', perDataset: 3, overlap: 1, questionSet: 'paper', labelMode: 'blind', seed: 1 },
      house.cast.dana.id,
    );

  it('names what goes and what stays, and then does it', async () => {
    const id = await imported(house, dana, { plan: { confirm: 'yes' } });
    const study = await makeStudy('Nothing rated');
    const $ = await open(paths.importUndoing(id));
    expect(mainText($)).toContain('the dataset enjoys-quiet with its 3 items');
    expect($(`main a[href="${paths.study(study.id)}"]`).text()).toBe('Nothing rated');
    await undo(id).expect(303, new RegExp(paths.import(id)));
    expect(await findDatasetBySlug(house.context.db, 'enjoys-quiet')).toBeUndefined();
    expect(await findStudy(house.context.db, study.id)).toBeUndefined();
    const after = await open(paths.import(id));
    expect(mainText(after)).toContain('The import is undone.');
    expect(mainText(after)).toContain('confirm it again to try again');
    await dana.post(paths.importConfirmation(id)).type('form').send({}).expect(303);
    await house.runJobs();
    expect(await findDatasetBySlug(house.context.db, 'enjoys-quiet')).toMatchObject({ itemCount: 3 });
  });

  it('is not possible any more after the first rating, and says so', async () => {
    const id = await imported(house, dana, { plan: { confirm: 'yes' } });
    const { id: studyId } = await makeStudy('Rated once');
    await joinStudy(house.context.db, house.context, { studyId, raterId: house.cast.ada.id });
    const ada = await house.signedIn('ada');
    const { headers } = await ada.post(paths.studyAssignments(studyId)).type('form').send({}).expect(303);
    const $ = page((await ada.get(headers.location!).expect(200)).text);
    const inputs = $('main form input[type=hidden], main .choice:first-child input').toArray();
    const fields = inputs.map((input) => [$(input).attr('name'), $(input).attr('value')]);
    await ada
      .post(headers.location!)
      .type('form')
      .send(Object.fromEntries(fields) as object)
      .expect(303);

    const refusal = await open(paths.importUndoing(id));
    expect(mainText(refusal)).toContain('This import cannot be undone any more');
    expect(refusal(`main a[href="${paths.study(studyId)}"]`).text()).toBe('Rated once');
    expect(refusal('main form')).toHaveLength(0);
    const conflict = page((await undo(id).expect(409)).text);
    expect(mainText(conflict)).toContain('Rated once');
    expect(conflict(`main a[href="${paths.import(id)}"]`)).toHaveLength(1);
    expect((await loadImport(house.context.db, id)).state).toBe('imported');
    expect(await findDatasetBySlug(house.context.db, 'enjoys-quiet')).toBeDefined();
  });

  it('leads from the result to the next thing to do', async () => {
    const draft = await open(paths.import(await imported(house, dana)));
    expect(mainText(draft)).toContain('Read some items and confirm the behavior');
    const bytes = Buffer.concat([goodFile, goodFile]);
    const ready = await open(paths.import(await imported(house, dana, { bytes, plan: { confirm: 'yes' } })));
    expect(ready(`main a[href="${paths.newStudy()}"]`).text()).toBe('Make a study');
  });

  it('is closed to others, to what is no import, and at another step', async () => {
    const id = idOf(await upload(dana, goodFile));
    await dana.get(paths.importUndoing(id)).expect(409);
    await undo(id).expect(409);
    await dana.get(paths.importUndoing('x')).expect(404);
    await undo('x').expect(404);
    const ada = await house.signedIn('ada');
    await ada.get(paths.importUndoing(id)).expect(403);
    await ada.post(paths.importUndoing(id)).type('form').send({}).expect(403);
  });
});
