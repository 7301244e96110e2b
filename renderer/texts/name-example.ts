/** What stands for a part of a name that nobody knows before the file is done. */
const unknown = '…'

export interface NameExample {
  /** Empty where nothing of it is known. */
  name: string
  /** Some of it is known later. */
  late: boolean
}

/** A name as it is planned, `Beach-{width}w.*`, as a person reads it: `Beach-…w…`. */
export function nameExample(planned: string): NameExample {
  const name = planned
    .replace(/\{[a-z][^{}]*\}/g, unknown)
    .replace(/\.\*(?=, |$)/g, unknown)
    .replace(/…(?:[.\-_ ]?…)+/g, unknown)
  return { name: name === unknown ? '' : name, late: name.includes(unknown) && name !== planned }
}
