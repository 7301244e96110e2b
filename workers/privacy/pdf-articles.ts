import type { PDFDict, PDFDocument } from '@cantoo/pdf-lib'

/** An article that runs over several pages may have properties as the document has them. */
export async function silenceArticles(document: PDFDocument): Promise<string[]> {
  const { PDFName } = await import('@cantoo/pdf-lib')
  const articles = await articlesIn(document)
  return articles.flatMap((article) => (article.delete(PDFName.of('I')) ? ['properties of an article'] : []))
}

/** Those that the document lists, and those of which a stretch on a page tells: a program that took pages out may have left the list behind. */
async function articlesIn({ catalog, context }: PDFDocument): Promise<PDFDict[]> {
  const { PDFName, PDFArray, PDFDict: Dict } = await import('@cantoo/pdf-lib')
  const threads = catalog.lookup(PDFName.of('Threads'))
  const listed = threads instanceof PDFArray ? threads.asArray().map((_, at) => threads.lookup(at)) : []
  // The next one and the one before.
  const isStretch = (dict: PDFDict): boolean => ['N', 'V'].every((neighbour) => dict.has(PDFName.of(neighbour)))
  const run = context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof Dict && isStretch(object) ? [object.lookup(PDFName.of('T'))] : []))
  return [...listed, ...run].filter((article) => article instanceof Dict)
}
