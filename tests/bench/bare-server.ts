import ejs from 'ejs';
import express from 'express';
import { join } from 'node:path';

/**
 * The least anybody could do for the same page and the same form: Express and EJS with cached views, values escaped,
 * bodies parsed; no database, no sessions, no log. Started as `bare-server.ts BYTES`: how large the page is to be.
 */
const wanted = Number(process.argv[2]);
const views = join(__dirname, 'bare-views');
const yesOrNo = ['No', 'Yes'];
const questions = [
  {
    name: 'relevance',
    legend: 'How well does this test whether someone enjoys quiet?',
    hint: '',
    choices: ['Not at all', 'Slightly', 'Moderately', 'Well', 'Very well'],
  },
  {
    name: 'label',
    legend: 'Someone who enjoys quiet answers this. Which answer would they give?',
    hint: 'If it is unclear, give your best guess.',
    choices: yesOrNo,
  },
  {
    name: 'ambiguity',
    legend: 'Is it unclear which answer they would give?',
    hint: 'Say yes when the wording is unclear or more than one answer fits.',
    choices: yesOrNo,
  },
];
const page = {
  title: 'Rate item – bare',
  username: 'rater-1',
  studyName: 'Bare',
  behavior: 'enjoys quiet',
  questions,
  submissionId: '00000000-0000-7000-8000-000000000000',
};

async function start(): Promise<void> {
  const without = await ejs.renderFile(join(views, 'page.ejs'), { ...page, text: '' });
  const sentence = 'Is the following something you would say? ';
  const text = sentence.repeat(wanted / sentence.length + 1).slice(0, wanted - Buffer.byteLength(without));
  const app = express();
  app.set('views', views);
  app.set('view engine', 'ejs');
  app.set('view cache', true);
  app.get('/health', (_req, res) => void res.send('ok'));
  app.get('/page', (_req, res) => res.render('page', { ...page, text }));
  app.post('/page', express.urlencoded({ extended: false }), (_req, res) => res.redirect(303, '/page'));
  app.listen(Number(process.env.PORT), '127.0.0.1');
}

void start();
