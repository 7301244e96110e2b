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
    for (const thread of threads) follow(thread, step, { ready, seen })
    if (found === undefined) follow({ at: 0, saves: [] }, step, { ready, seen })
    threads = []
    for (const { at, saves } of ready) {
      const instruction = program[at]
      if (instruction?.kind === 'match') {
        found = saves
        break
      }
      const letter = letters[place]
      if (instruction?.kind === 'letter' && letter !== undefined && instruction.matches(letter))
        threads.push({ at: at + 1, saves })
    }
    if (found !== undefined && threads.length === 0) return found
  }
  return found
}

/** Goes on without consuming a letter until every path stands before a letter or at the end; each place is entered once. */
function follow(
  first: Thread,
  { program, letters, place }: { program: Instruction[]; letters: string[]; place: number },
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
