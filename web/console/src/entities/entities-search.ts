import { ENTITY_KINDS } from '../../../../core/entities/entity.ts';
import { kept, readChoice } from '../app/read-search.ts';

export function readEntitiesSearch(search: Record<string, unknown>) {
  return kept({ kind: readChoice(search, 'kind', ENTITY_KINDS) });
}
