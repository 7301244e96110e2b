import { folderOf } from '../../io/paths.ts'
import { planCourse } from '../../plan/course.ts'
import { foresee } from '../../plan/foresee.ts'
import type { EngineParts } from '../batch-context.ts'
import type { PlanRequest } from './planned-batch.ts'

type Parts = Pick<EngineParts, 'io' | 'descriptors'>
type Asked = Pick<PlanRequest, 'recipe' | 'sources' | 'out' | 'conflict'>

const besideThem =
  'Results go into the folder of their own files under the same names, so that each gets a number, as in `photo 2.jpg`. Choose another output folder if they are not to stand beside the originals.'

/** What to say where results would want the very names of the files they are made of, and be numbered beside them; null where they would not. */
export async function numberedBeside(parts: Parts, { recipe, sources, out, conflict }: Asked): Promise<string | null> {
  const isNumbered = (conflict ?? recipe.recipe.conflict) === 'number' && recipe.recipe.originals.act === 'keep'
  if (!isNumbered || !keepsNames(parts, recipe)) return null
  return (await areIn(parts, { sources, out })) ? besideThem : null
}

/** Of an output: the same folder below the root, the same stem and the same type. */
function keepsNames({ descriptors }: Pick<Parts, 'descriptors'>, { recipe }: Asked['recipe']): boolean {
  const { gathering, branches } = planCourse(recipe, descriptors)
  if (gathering) return false
  return branches.some(({ branch: { folder, name }, shaping }) => {
    const { type, extension, added, splits } = foresee(shaping, {})
    const isSame = type === 'same' && extension === null && added === '' && splits === null
    return isSame && name === '{stem}' && (folder === '{out}/{path}' || folder === '{out}')
  })
}

/** Whether sources are the output folder itself, or files that stand in it, by whatever way they are named. */
async function areIn({ io }: Pick<Parts, 'io'>, { sources, out }: Pick<Asked, 'sources' | 'out'>): Promise<boolean> {
  const holders = [...new Set(sources.map((source) => folderOf(source)))]
  const [realOut = out, ...real] = await io.call('real', [out, ...sources, ...holders])
  if (real.slice(0, sources.length).includes(realOut)) return true
  const around = new Set(holders.filter((_, at) => real[sources.length + at] === realOut))
  for (const source of sources)
    if (around.has(folderOf(source)) && (await io.call('rootState', source)) === 'not-a-folder') return true
  return false
}
