import type { PublishRules } from '../io/publishing/publish-request.ts'

/** How files are moved that were looked at just before: links are tried and done without where there are none. */
export const shiftRules: PublishRules = { links: true, stableInodes: true, mtimeStepNs: 1 }
