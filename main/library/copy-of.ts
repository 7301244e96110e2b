import { parseDocument } from 'yaml'

/** The text of a recipe under another title, comments kept, with a line at its top that says where it came from. */
export function copyOf(text: string, { title, origin }: { title: string; origin: string }): string {
  const document = parseDocument(text)
  document.set('name', title)
  const origins = ` A copy of ${origin}.`
  document.commentBefore = document.commentBefore ? `${origins}\n${document.commentBefore}` : origins
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
