import { FRAMEWORKS, type Framework, type FrameworkId, type Partnership } from './partnership-schema.ts';

/** The frameworks that a partnership has, in the order of its file. */
export function frameworkIds({ frameworks }: Pick<Partnership, 'frameworks'>): FrameworkId[] {
  return Object.keys(frameworks).filter((key): key is FrameworkId => FRAMEWORKS.some((id) => id === key));
}

/** The framework that a partnership leads with: the first that it has. */
export function leadingFramework(partnership: Partnership): { id: FrameworkId; framework: Framework } | null {
  const [id] = frameworkIds(partnership);
  const framework = id && partnership.frameworks[id];
  return framework ? { id, framework } : null;
}
