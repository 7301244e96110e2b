import { compilePattern, type Instruction } from './pattern-program.ts'

/** A regular expression that runs in time linear in the text (no back-tracking), so that no recipe can stall the engine. */
export interface Pattern {
  source: string
  program: Instruction[]
}

/** Letters are code points. `saves` holds start and end of the match and of each group, in pairs. */
interface Thread {
  at: number
  saves: (number | undefined)[]
}

interface Step {
  program: Instruction[]
  letters: string[]
  place: number
}

/** The pattern, or why it cannot be used. Groups, classes, repeats and `^ $ \b` are known; look-around and back-references are not. */
export function parsePattern(source: string): { pattern: Pattern } | { problem: string } {
  const compiled = compilePattern(source)
  return 'problem' in compiled ? compiled : { pattern: { source, program: compiled.program } }
}

/** `text` with every match replaced; `$1` to `$9` stand for groups, `$0` for the match, `$$` for a dollar sign. */
export function replaceMatches(pattern: Pattern, text: string, replacement: string): string {
  const letters = Array.from(text)
  let result = ''
  let from = 0
  while (from <= letters.length) {
    const saves = firstMatch(pattern.program, letters, from)
    if (saves === undefined) break
    const [start = from, end = from] = saves
    result += letters.slice(from, start).join('') + expand(replacement, letters, saves)
    // An empty match must not be found again at the same place.
    if (end === start) result += letters[end] ?? ''
    from = end === start ? end + 1 : end
  }
  return result + letters.slice(from).join('')
}

function expand(replacement: string, letters: string[], saves: (number | undefined)[]): string {
  return replacement.replace(/\$([$0-9])/g, (_, sign: string) => {
    if (sign === '$') return '$'
    const group = Number(sign) * 2
    return letters.slice(saves[group] ?? 0, saves[group + 1] ?? 0).join('')
  })
}

/** The leftmost match at or after `from`: all alternatives walk the text together (Pike's machine), the earlier-written first. */
function firstMatch(program: Instruction[], letters: string[], from: number): (number | undefined)[] | undefined {
  let threads: Thread[] = []
  let found: (number | undefined)[] | undefined
  for (let place = from; place <= letters.length; place++) {
    const step = { program, letters, place }
    const ready: Thread[] = []
    const seen = new Set<number>()
    // Until something is found, a match may also begin here; what began earlier goes first.
    const begun = found === undefined ? [...threads, { at: 0, saves: [] }] : threads
    for (const thread of begun) follow(thread, step, { ready, seen })
    const end = ready.findIndex(({ at }) => program[at]?.kind === 'match')
    found = ready[end]?.saves ?? found
    threads = (end < 0 ? ready : ready.slice(0, end)).flatMap((thread) => advanced(thread, step))
    if (found !== undefined && threads.length === 0) break
  }
  return found
}

/** The thread past the letter it stands before, or nothing when it wants another letter. */
function advanced({ at, saves }: Thread, { program, letters, place }: Step): Thread[] {
  const instruction = program[at]
  const letter = letters[place]
  const fits = instruction?.kind === 'letter' && letter !== undefined && instruction.matches(letter)
  return fits ? [{ at: at + 1, saves }] : []
}

/** Goes on without consuming a letter until every path stands before a letter or at the end; each place is entered once. */
function follow(
  first: Thread,
  { program, letters, place }: Step,
  { ready, seen }: { ready: Thread[]; seen: Set<number> },
): void {
  const open = [first]
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    const { at, saves } = thread
    const instruction = program[at]
    if (instruction === undefined || seen.has(at)) continue
    seen.add(at)
    if (instruction.kind === 'split') {
      open.push({ at: instruction.second, saves }, { at: instruction.first, saves })
    } else if (instruction.kind === 'save') {
      open.push({ at: at + 1, saves: withSave(saves, instruction.slot, place) })
    } else if (instruction.kind === 'assert') {
      if (instruction.holds(letters[place - 1], letters[place])) open.push({ at: at + 1, saves })
    } else {
      ready.push(thread)
    }
  }
}

function withSave(saves: (number | undefined)[], slot: number, place: number): (number | undefined)[] {
  const copy = saves.slice()
  copy[slot] = place
  return copy
}
