import { createInterface } from 'node:readline/promises'

interface Asking {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  signal: AbortSignal
}

/** Puts a question and waits for a line. Anything but yes is no, and so is the end of the input. Rejects when the signal aborts. */
export async function askOnTerminal(question: string, { input, output, signal }: Asking): Promise<boolean> {
  using lines = createInterface({ input, output, terminal: false })
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
  const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), ended])
  return /^\s*y(es)?\s*$/i.test(answer)
}
