/** `each` makes one value of one, `split` many of one, `gather` one of many. */
export type StepShape = 'each' | 'split' | 'gather'
/** Where a step may run: `process` for native codecs and external tools, `thread` for JavaScript and WASM. */
export type StepLane = 'process' | 'thread' | 'io' | 'net'

export interface FactDescriptor {
  name: string
  title: string
  /** Early facts are known before the job runs, late ones only when its result is there. */
  when: 'early' | 'late'
}

/** A step as plain data: what forms, command-line help, validation and the manual are drawn from. */
export interface StepDescriptor {
  /** `family.name`, e.g. `image.resize`. */
  name: string
  /** Raised only when results should be made again. */
  version: number
  title: string
  summary: string
  shape: StepShape
  lane: StepLane
  /** Globs over media types, e.g. `image/*`. */
  accepts: string[]
  /** The media type of the result: fixed, `same` as the input's, or looked up by the value of an option, which may be a list. */
  produces: string | { option: string; types: Record<string, string> }
  /** Where its type does not tell the extension of the result: the option whose value it is, or what is put after the one the file had. */
  extension?: { option: string } | { added: string }
  /** Files are in its result under their own names, as the format that this option says can hold them. */
  packs?: { option: string }
  /** It says itself which of its files the result stands for: the originals of the others stay where they are. */
  picks?: true
  /** It fails for every kind that it does not accept, so that a plan can say so by a file's name. */
  refusesOthers?: true
  /**
   * It takes something from the eyes of others: what it was given must never be saved in place of its result. Always, or where one of these
   * options is, or lists, one of these values; an empty list there is `none`.
   */
  hides?: true | Record<string, string[]>
  /** JSON Schema of the options, with `title`, `description`, `unit` and `default` on each property. */
  options: Record<string, unknown>
  facts: FactDescriptor[]
  /** Working memory as a multiple of the decoded size; 0 for streaming steps. */
  memoryFactor: number
}

/** One step with its options, every default filled in. */
export interface StepCall {
  step: string
  options: Record<string, unknown>
}
