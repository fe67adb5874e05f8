import { FRAMEWORKS, type Framework, type FrameworkId, type Partnership } from './partnership-schema.ts';

/** The framework that a partnership leads with: the first that it has. */
export function leadingFramework({
  frameworks,
}: Partnership): { id: FrameworkId; framework: Framework } | null {
  for (const id of FRAMEWORKS) {
    const framework = frameworks[id];
    if (framework) return { id, framework };
  }
  return null;
}
