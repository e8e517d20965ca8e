import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Client } from '../../http/limits/client-key.js';
import { jsonLimits, scanJson } from '../admission/json-body.js';
import type { OperationAdmission } from '../admission/operation-admission.js';
import { OperationRefused } from '../admission/operation-refused.js';
import type { OperationRequest } from '../admission/well-formed-request.js';

/** Reads the GraphQL operation of an HTTP request. The client is charged for a request that cannot be read. */
export function readOperation(
  admission: OperationAdmission,
  request: FastifyRequest,
  client: Client,
): OperationRequest {
  try {
    return operationRequest(request);
  } catch (error) {
    admission.chargeUnreadable(client);
    throw error;
  }
}

/** Returns the operation from the body, or from the URL of a GET request. */
function operationRequest({ method, query, body }: FastifyRequest): OperationRequest {
  if (method !== 'GET' && method !== 'HEAD') {
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
    throw refusedRequest(400, 'The body has to be one JSON object with `query`');
  }
  const { variables, extensions, ...rest } = query as Record<string, unknown>;
  return { ...rest, variables: parsed('variables', variables), extensions: parsed('extensions', extensions) };
}

function parsed(name: string, text: unknown): unknown {
  if (text === undefined || text === '') return undefined;
  if (typeof text !== 'string') throw refusedRequest(400, `\`${name}\` is given once`);
  const fault = scanJson(text, jsonLimits);
  if (fault) throw refusedRequest(400, `\`${name}\`: ${fault}`);
  try {
    return JSON.parse(text);
  } catch {
    throw refusedRequest(400, `\`${name}\` has to be JSON`);
  }
}

export function refusedRequest(status: number, message: string): OperationRefused {
  const extensions = { code: status === 405 ? 'METHOD_NOT_ALLOWED' : 'BAD_USER_INPUT', http: { status } };
  return new OperationRefused([new GraphQLError(message, { extensions })]);
}
