import { leavesPackagesWhole } from '../../plan/packages-whole.ts'
import { isSent } from '../arriving/sent-folders.ts'
import type { BatchContext } from '../batch-context.ts'

/** Whether a walk of these sources goes into what a program keeps as one thing: of what was sent, which is a copy made to be processed, it always does. */
export function opensPackages(
  sources: readonly string[],
  { parts, recipe, course }: Pick<BatchContext, 'parts' | 'recipe' | 'course'>,
): boolean {
  const { descriptors } = parts
  return sources.every((source) => isSent(source, parts)) || !leavesPackagesWhole(recipe, { course, descriptors })
}
