/** Kinds of files that a person can choose instead of writing patterns; the first stands for every file. */
export const takenKinds = ['', 'image/*', 'application/pdf', 'video/*', 'audio/*', 'text/*'] as const

export type TakenKind = (typeof takenKinds)[number]
