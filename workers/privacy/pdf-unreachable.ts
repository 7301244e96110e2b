import type { PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib'

/** Earlier states of a PDF stay in the file when programs save it in haste, properties and all. */
export async function dropUnreachable({ context }: PDFDocument): Promise<string[]> {
  const { PDFDict, PDFArray, PDFStream, PDFName, PDFRef: Ref } = await import('@cantoo/pdf-lib')
  const reached = new Set<PDFRef>()
  const open: PDFObject[] = context.trailerInfo.Root ? [context.trailerInfo.Root] : []
  for (let value = open.pop(); value; value = open.pop()) {
    if (value instanceof Ref) {
      const target = reached.has(value) ? undefined : context.lookup(value)
      reached.add(value)
      if (target) open.push(target)
    } else if (value instanceof PDFStream) open.push(value.dict)
    else if (value instanceof PDFArray) open.push(...value.asArray())
    else if (value instanceof PDFDict) open.push(...value.values())
  }
  const left = context.enumerateIndirectObjects().filter(([ref]) => !reached.has(ref))
  for (const [ref] of left) context.delete(ref)
  const numbers = context.enumerateIndirectObjects().map(([{ objectNumber }]) => objectNumber)
  context.largestObjectNumber = numbers.reduce((most, number) => Math.max(most, number), 0)
  const isOfFile = (object: PDFObject): boolean =>
    object instanceof PDFStream && /^\/(XRef|ObjStm)$/.test(object.dict.get(PDFName.of('Type'))?.toString() ?? '')
  return left.every(([, object]) => isOfFile(object)) ? [] : ['earlier states']
}
