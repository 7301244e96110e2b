import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from './fake-world.ts'
import { ScriptedEngine } from './scripted-engine.ts'

/** Runs a command against an engine that answers as told; what was said and asked. */
export async function said(words: string[], answers: ScriptedEngine['answers'], cwd = '/work') {
  const engine = new ScriptedEngine(answers)
  const world = fakeWorld({ cwd, doors: doorsTo(engine) })
  const exitCode = await runCommandLine(words, world)
  return { exitCode, lines: world.stdout.lines, stderr: world.stderr.text, asked: engine.asked }
}
