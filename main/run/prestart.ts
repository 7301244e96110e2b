import { type Course, planCourse } from '../plan/course.ts'
import type { EngineParts } from './batch-context.ts'
import type { FoundRecipe } from './open-batch.ts'

/** Children, or a thread, start ahead of the first file: while the target is looked at and the walk begins. */
export function prestart(
  { shared, branches }: Course,
  { lanes, settings }: Pick<EngineParts, 'lanes' | 'settings'>,
): void {
  const segments = [...shared, ...branches.flatMap(({ own }) => own)]
  const codecs = segments.find(({ lane }) => lane === 'process')
  if (codecs) lanes.process.prestart(settings.cores, codecs.family)
  const [first] = segments
  if (first?.lane === 'thread') lanes.thread.prestart(1, first.family)
}

/** The same for a recipe that is asked for next. What is wrong with it is said when it is asked for. */
export async function prestartExpected(
  find: () => Promise<FoundRecipe>,
  parts: Pick<EngineParts, 'lanes' | 'settings' | 'descriptors'>,
): Promise<void> {
  try {
    const { recipe } = await find()
    prestart(planCourse(recipe, parts.descriptors), parts)
  } catch {
    // Whoever asks for it will hear.
  }
}
