import { tagAttributes } from './tag-attributes.ts'

/** How one person looks at a workbook that several share; Excel calls it by the name of that person. Others have been named by hand. */
const views = new RegExp(`<(?:\\w+:)?customWorkbookView${tagAttributes}/?>`, 'g')
const isPersonal = /\spersonalView=["'](?:1|true)["']/
const viewName = /(?<=\sname=(?<quote>["']))(?:(?!\k<quote>).)*/s

/** A part without the names of those who have a view of their own; no two of the views are called the same. */
export function withoutPersonalViews(text: string, said: string[]): string {
  const named = Array.from(text.matchAll(views), ([view]) => view).filter((view) => !isPersonal.test(view))
  const taken = new Set(named.map((view) => viewName.exec(view)?.[0].toLowerCase()))
  let count = 0
  return text.replace(views, (view) => {
    if (!isPersonal.test(view)) return view
    do count += 1
    while (taken.has(`author ${count}`))
    const unnamed = view.replace(viewName, `Author ${count}`)
    if (unnamed !== view) said.push('name of a view')
    return unnamed
  })
}
