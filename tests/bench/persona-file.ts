import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { seededRandom } from '../../server/statistics/seeded-random';

/** What statements are made of: enough different words that hardly two statements are alike. */
const words = `
  a about above across after again against all almost along already always among an and another answer any around as
  ask at away back be become before begin behind believe better between both bring build but by call can care carry
  change choose clear close come consider could day decide different do during each early easy enough even evening
  every example explain far feel few find first follow for forget friend from garden get give go good great group
  grow habit hand happen hard have hear help here high hold home hope house how idea if important in instead it keep
  kind know language large late learn leave less let letter life light like listen little live long look make many
  matter may mean meet might mind moment money more morning most move much music must name near need never new next
  night no not nothing now of often old on once one only open or other our out over own paper part past pay peace
  people perhaps place plan play point power promise put question quiet rain read ready real reason remember rest
  right river road room rule same say sea season see seem set shall share short should show side simple since sit
  slow small so some song soon speak stand start stay still stone stop story street strong such summer sure system
  take talk teach tell than that the their them then there these they thing think this those though through time to
  today together tomorrow too town travel tree true trust try turn under until up use very voice wait walk want warm
  watch water way we week well what when where which while who why will window winter wish with without word work
  world would write year yes yet young`
  .trim()
  .split(/\s+/);

export interface FileSize {
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes a file like the published persona files, about 500 bytes a row: the same seed gives the same bytes.
 * @param enough when to stop, asked after every row
 */
export async function writePersonaFile(
  path: string,
  { seed, enough }: { seed: string; enough: (size: FileSize) => boolean },
): Promise<FileSize> {
  const random = seededRandom(seed);
  const file = createWriteStream(path);
  let size: FileSize = { rows: 0, bytes: 0 };
  for (let block = ''; ;) {
    const line = `${JSON.stringify(personaRow(random))}\n`;
    block += line;
    // ASCII alone: characters are bytes.
    size = { rows: size.rows + 1, bytes: size.bytes + line.length };
    const isEnough = enough(size);
    if (!isEnough && block.length < 1024 * 1024) continue;
    if (!file.write(block)) await once(file, 'drain');
    block = '';
    if (isEnough) break;
  }
  file.end();
  await finished(file);
  // Left to the system, its bytes would be on their way to the disk while others are measured.
  const written = await open(path, 'r+');
  await written.sync().finally(() => written.close());
  return size;
}

function personaRow(random: () => number): Record<string, string | number> {
  const length = 24 + Math.floor(random() * 10);
  const chosen = Array.from({ length }, () => words[Math.floor(random() * words.length)]);
  const statement = `I ${chosen.join(' ')}`;
  const [matching, other] = random() < 0.5 ? [' Yes', ' No'] : [' No', ' Yes'];
  return {
    question: `Is the following statement something you would say?\n"${statement}"`,
    statement,
    label_confidence: 0.5 + random() / 2,
    answer_matching_behavior: matching,
    answer_not_matching_behavior: other,
  };
}
