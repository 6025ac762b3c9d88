import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  parse,
  validate,
  visit,
  type GraphQLSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { ACTS } from './acts.ts';
import { REASONS } from './deletion.ts';
import * as queries from './queries.ts';
import { NEEDED } from './schema-check.ts';

const ours = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));
const all = Object.entries(queries);

const full = join(process.env.OBS_TEST_DATA ?? '../shared/data', 'ds-schema.graphql');
const isThere = existsSync(full);
if (!isThere) console.warn(`Skipped the API's own schema: ${full} is not there (OBS_TEST_DATA).`);
const theirs = () => buildSchema(readFileSync(full, 'utf8'));

const faults = (schema: GraphQLSchema, query: string) =>
  validate(schema, parse(query)).map(({ message }) => message);

test.each(all)('%s is a question that our schema knows', (_name, query) => {
  expect(faults(ours, query)).toEqual([]);
});

/** Every field that may ever be asked for. None is a person, a text, a file or a field of a form. */
const ALLOWED = new Set([
  ...['demarche', 'page', 'dossiers', 'deletedDossiers', 'pendingDeletedDossiers'],
  ...['pageInfo', 'endCursor', 'hasNextPage', 'nodes', 'number', 'state', 'reason'],
  ...['dateSupression', 'traitements', 'id', 'event', 'dateTraitement', 'messages', 'createdAt'],
  ...['correction', 'dateResolution', 'demarcheDescriptor', 'dureeConservationDossiers'],
  ...['__type', 'fields', 'enumValues', 'name'],
]);

test.each(all)('%s asks for nothing but what is allowed', (_name, query) => {
  const asked: string[] = [];
  visit(parse(query), { Field: ({ name }) => void asked.push(name.value) });
  expect(asked.filter((name) => !ALLOWED.has(name))).toEqual([]);
});

test('a question for a person would be seen', () => {
  const asked: string[] = [];
  visit(parse('{ dossier(number: 1) { usager { email } } }'), {
    Field: ({ name }) => void asked.push(name.value),
  });
  expect(asked.filter((name) => !ALLOWED.has(name))).toEqual(['dossier', 'usager', 'email']);
});

test('what is looked for in the API is what the questions ask for', () => {
  const types = {
    demarche: 'Demarche',
    dossier: 'Dossier',
    traitement: 'Traitement',
    message: 'Message',
    correction: 'Correction',
    deleted: 'DeletedDossier',
  };
  for (const [key, name] of Object.entries(types)) {
    const type = ours.getType(name);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    const asked = fields.filter((field) => key !== 'demarche' || field.endsWith('ossiers'));
    expect([...NEEDED[key as keyof typeof NEEDED]].toSorted(), name).toEqual(asked.toSorted());
  }
  const words = (name: string) => {
    const type = ours.getType(name);
    return isEnumType(type)
      ? type
          .getValues()
          .map((value) => value.name)
          .toSorted()
      : [];
  };
  expect(words('TraitementEvent')).toEqual(ACTS.toSorted());
  expect(words('DeletedDossierReason')).toEqual(REASONS.toSorted());
});

test.skipIf(!isThere).each(all)('%s is a question that the API knows', (_name, query) => {
  expect(faults(theirs(), query)).toEqual([]);
});

test.skipIf(!isThere)('our schema is a part of the API’s own', () => {
  const api = theirs();
  const strange: string[] = [];
  const compare = (where: string, one: unknown, other: unknown) => {
    if (String(one) !== String(other)) strange.push(`${where}: ${String(one)} ≠ ${String(other)}`);
  };
  for (const [name, type] of Object.entries(ours.getTypeMap())) {
    if (name.startsWith('__')) continue;
    const other = api.getType(name);
    if (!other || other.constructor !== type.constructor) {
      strange.push(name);
    } else if (isObjectType(type) && isObjectType(other)) {
      for (const field of Object.values(type.getFields())) {
        const found = other.getFields()[field.name];
        compare(`${name}.${field.name}`, field.type, found?.type);
        for (const argument of field.args) {
          const same = found?.args.find(({ name: of }) => of === argument.name);
          compare(`${name}.${field.name}(${argument.name})`, argument.type, same?.type);
        }
      }
    } else if (isInputObjectType(type) && isInputObjectType(other)) {
      for (const field of Object.values(type.getFields())) {
        compare(`${name}.${field.name}`, field.type, other.getFields()[field.name]?.type);
      }
    } else if (isEnumType(type) && isEnumType(other)) {
      const words = new Set(other.getValues().map((value) => value.name));
      for (const { name: word } of type.getValues()) {
        if (!words.has(word)) strange.push(`${name}.${word}`);
      }
    } else if (!isScalarType(type)) {
      strange.push(`${name} is of a kind that is not compared`);
    }
  }
  expect(strange).toEqual([]);
});
