import { setTimeout as sleep } from 'node:timers/promises'
import type { Program } from './program.ts'

const lookMs = 10
/** Two that come closer than a tenth of a second are one: a terminal and `npm run` may both pass it on. */
const apartMs = 200

/** Ctrl-C, and once more when the first has been heard: however slow the machine is, they are two. Quiet where the first ended it. */
export async function interruptTwice(program: Program): Promise<void> {
  program.killGroup('SIGINT')
  while (program.alive && !program.said.includes('Ctrl-C again')) await sleep(lookMs)
  await sleep(apartMs)
  program.killGroup('SIGINT')
}
