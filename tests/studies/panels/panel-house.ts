import { paths } from '../../../server/paths';
import { makeDataset, makeStudy } from '../small-study';
import { page } from '../../support/html';
import { openHouse, type Agent, type House } from '../../support/house';
import type { Engine } from '../../support/engines';

/** A study that is open to Prolific: a session of two items. */
export interface PanelHouse extends House {
  readonly studyId: string;
  readonly dana: Agent;
  /** The address without parameters. */
  readonly door: string;
  /** Saves settings of the panel, the given ones changed. */
  settle(changes?: Record<string, string>): Promise<void>;
  /** Somebody comes by the panel's address. @returns their browser and the page they see */
  arrive(parameters: Record<string, string>, agent?: Agent): Promise<{ agent: Agent; text: string }>;
  /** Somebody new comes and presses the button. */
  start(participant: string, session?: string): Promise<Agent>;
  press(agent: Agent, fields?: Record<string, string>): ReturnType<Agent['post']>;
}

export const settings = {
  preset: 'prolific',
  participantParameter: 'PROLIFIC_PID',
  studyParameter: 'STUDY_ID',
  sessionParameter: 'SESSION_ID',
  sessionItems: '2',
  minutes: '7',
  participantLimit: '',
  introduction: 'The lab of tests asks, write to lab@assay.test.',
  completedCode: 'DONE1',
  completedLink: 'https://app.prolific.com/submissions/complete?cc={code}',
  screenedOutCode: 'OUT2',
  screenedOutLink: '',
  quotaFullCode: 'FULL3',
  quotaFullLink: 'https://panel.test/full?who={participant}&at={session}&cc={code}',
  leftEarlyCode: 'EARLY4',
  leftEarlyLink: 'https://panel.test/early?cc={code}',
};

export const prolific = (participant: string, session = 's1') => ({
  PROLIFIC_PID: participant,
  STUDY_ID: 'study-1',
  SESSION_ID: session,
});

export async function openPanelHouse(engine: Engine, items = 4): Promise<PanelHouse> {
  const house = await openHouse(engine);
  await makeDataset(house.context, { items, dataset: { contentNote: 'Mentions tests.' } });
  const { id: studyId } = await makeStudy(house.context);
  const dana = await house.signedIn('dana');
  const settle = async (changes: Record<string, string> = {}): Promise<void> => {
    await dana
      .post(paths.studyPanel(studyId))
      .type('form')
      .send({ ...settings, ...changes })
      .expect(303);
  };
  await settle();
  await dana.post(paths.panelOpening(studyId)).type('form').send({}).expect(303);
  const shown = page((await dana.get(paths.studyPanel(studyId))).text);
  const door = new URL(shown('main code').first().text()).pathname;
  const arrive: PanelHouse['arrive'] = async (parameters, agent = house.visitor()) => {
    await agent
      .get(`${door}?${new URLSearchParams(parameters).toString()}`)
      .expect(303)
      .expect('Location', door);
    return { agent, text: (await agent.get(door).expect(200)).text };
  };
  const press: PanelHouse['press'] = (agent, fields = {}) =>
    agent.post(`${door}/visit`).type('form').send(fields);
  return {
    ...house,
    ...{ studyId, dana, door, settle, arrive, press },
    start: async (participant, session) => {
      const { agent } = await arrive(prolific(participant, session));
      await press(agent).expect(303).expect('Location', paths.work());
      return agent;
    },
  };
}
