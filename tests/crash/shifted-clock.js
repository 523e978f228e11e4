/**
 * Loaded before the server with `--require`: adds to the clock as many milliseconds as stand in the file that
 * CLOCK_OFFSET_FILE names, and looks there again all the time.
 */
const { readFileSync } = require('node:fs');
const { setInterval } = require('node:timers');

const lookEvery = 50;
const unshifted = Date.now;
let offset = 0;

function look() {
  offset = Number(readFileSync(process.env.CLOCK_OFFSET_FILE, 'utf8'));
}

look();
setInterval(look, lookEvery).unref();
Date.now = () => unshifted() + offset;
