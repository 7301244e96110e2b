import type { PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib'

/**
 * Names the earlier states that programs have left in a PDF by saving it in haste, properties and all: objects that nothing in it leads to. For a PDF
 * of which nothing has been taken yet, since what that led to is no earlier state.
 */
export async function earlierStates(document: PDFDocument): Promise<string[]> {
  const { Root, Info } = document.context.trailerInfo
  const left = await unreachable(document, [Root, Info])
  const isOfFile = await Promise.all(left.map(([, object]) => tellsOfFile(object)))
  return isOfFile.every(Boolean) ? [] : ['earlier states']
}

/** Takes out every object that nothing leads to. */
export async function dropUnreachable(document: PDFDocument): Promise<void> {
  const { context } = document
  await measureWithin(document)
  for (const [ref] of await unreachable(document, [context.trailerInfo.Root])) context.delete(ref)
  const numbers = context.enumerateIndirectObjects().map(([{ objectNumber }]) => objectNumber)
  context.largestObjectNumber = numbers.reduce((most, number) => Math.max(most, number), 0)
}

/** How long a stream is may be an object of its own. It is written as part of the stream in any case, and nothing would lead to that object. */
async function measureWithin({ context }: PDFDocument): Promise<void> {
  const { PDFName, PDFNumber, PDFStream } = await import('@cantoo/pdf-lib')
  for (const [, object] of context.enumerateIndirectObjects())
    if (object instanceof PDFStream) object.dict.set(PDFName.of('Length'), PDFNumber.of(object.getContentsSize()))
}

async function unreachable({ context }: PDFDocument, roots: (PDFObject | undefined)[]): Promise<[PDFRef, PDFObject][]> {
  const { PDFDict, PDFArray, PDFStream, PDFRef: Ref } = await import('@cantoo/pdf-lib')
  const reached = new Set<PDFRef>()
  const open = roots.filter((root) => root !== undefined)
  for (let value = open.pop(); value; value = open.pop()) {
    if (value instanceof Ref) {
      const target = reached.has(value) ? undefined : context.lookup(value)
      reached.add(value)
      if (target) open.push(target)
    } else if (value instanceof PDFStream) open.push(value.dict)
    else if (value instanceof PDFArray) open.push(...value.asArray())
    else if (value instanceof PDFDict) open.push(...value.values())
  }
  return context.enumerateIndirectObjects().filter(([ref]) => !reached.has(ref))
}

/** Whether an object says where others lie, for readers of the file: https://www.pdfa.org/resource/iso-32000-2/, 7.5 and annex F. */
async function tellsOfFile(object: PDFObject): Promise<boolean> {
  const { PDFDict, PDFName, PDFNumber, PDFStream } = await import('@cantoo/pdf-lib')
  if (object instanceof PDFDict) return object.has(PDFName.of('Linearized'))
  if (!(object instanceof PDFStream)) return false
  const type = object.dict.get(PDFName.of('Type'))?.toString()
  const isOfHints = type === undefined && object.dict.get(PDFName.of('S')) instanceof PDFNumber
  return isOfHints || type === '/XRef' || type === '/ObjStm'
}
