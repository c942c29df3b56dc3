import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, type Environment } from './config.js';

const given = { DATABASE_URL: 'postgresql://app:secret-word@db.example/boardround' };

function refusal(environment: Environment): ConfigError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('settings', () => {
  it('start a demonstration on this machine alone when nothing is said', () => {
    const config = readConfig({});
    expect(config.http).toEqual({ host: '127.0.0.1', port: 3000 });
    expect(config.mllp).toEqual({ host: '127.0.0.1', port: 2575 });
    expect(config.dataDir).toBe(path.resolve('.data'));
    expect(config.database).toEqual({ kind: 'embedded' });
    expect(config.demo).toMatchObject({ mode: 'on', life: true, onNetwork: false });
    expect(config.redisUrl).toBeNull();
    expect(config.clockStart).toBeNull();
  });

  it('turn the demonstration off beside a real database or a real sign-in', () => {
    expect(readConfig(given).demo.mode).toBe('off');
    expect(readConfig({ OIDC_ISSUER: 'https://login.example' }).demo.mode).toBe('off');
    expect(readConfig({ ...given, DEMO: 'empty' }).demo.mode).toBe('empty');
  });

  it('use the working address for migrations when no owner is named', () => {
    const url = given.DATABASE_URL;
    expect(readConfig(given).database).toEqual({ kind: 'given', appUrl: url, ownerUrl: url });
    const ownerUrl = 'postgres://owner@db.example/boardround';
    expect(readConfig({ ...given, DATABASE_OWNER_URL: ownerUrl }).database).toEqual({
      kind: 'given',
      appUrl: url,
      ownerUrl,
    });
  });

  it('take an empty value for an unset one', () => {
    expect(readConfig({ PORT: '', DEMO: ' ', REDIS_URL: '' }).http.port).toBe(3000);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['HOST', 'not a host'],
    ['MLLP_PORT', 'mllp'],
    ['POOL_MAX', '1'],
    ['DATABASE_URL', 'mysql://db.example/x'],
    ['REDIS_URL', 'localhost:6379'],
    ['DEMO', 'yes'],
    ['DEMO_LIFE', 'still'],
    ['DEMO_ON_NETWORK', 'on'],
    ['DEMO_SEED', 'seed'],
    ['CLOCK_START', '2026-03-02'],
    ['CLOCK_START', 'yesterday'],
    ['OIDC_ISSUER', 'login.example'],
    ['LOG_LEVEL', 'loud'],
  ])('stop the start with a sentence that names %s when it is %s', (setting, value) => {
    const error = refusal({ [setting]: value });
    expect(error.setting).toBe(setting);
    expect(error.message).toMatch(new RegExp(`^The setting ${setting} .*\\.$`));
  });

  it('never repeat a value, which may hold a password', () => {
    const error = refusal({ DATABASE_URL: 'mysql://app:secret-word@db.example/x' });
    expect(error.message).not.toContain('secret-word');
  });

  it('refuse a demonstration in production, where anybody could sign in', () => {
    expect(refusal({ NODE_ENV: 'production' }).setting).toBe('DEMO');
    expect(refusal({ NODE_ENV: 'production', DEMO: 'empty', ...given }).setting).toBe('DEMO');
    expect(readConfig({ NODE_ENV: 'production', ...given }).production).toBe(true);
  });

  it('keep a demonstration on this machine unless the network is asked for', () => {
    expect(refusal({ HOST: '0.0.0.0' }).setting).toBe('HOST');
    expect(refusal({ HOST: 'board.ward.example', DEMO: 'empty' }).setting).toBe('HOST');
    expect(readConfig({ HOST: '0.0.0.0', DEMO_ON_NETWORK: 'yes' }).http.host).toBe('0.0.0.0');
    expect(readConfig({ HOST: '0.0.0.0', ...given }).http.host).toBe('0.0.0.0');
    for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost'])
      expect(readConfig({ HOST: host }).http.host).toBe(host);
  });

  it('move the clock only in a demonstration', () => {
    const CLOCK_START = '2026-03-02T07:30:00Z';
    expect(String(readConfig({ CLOCK_START }).clockStart)).toBe(CLOCK_START);
    expect(refusal({ CLOCK_START, ...given }).setting).toBe('CLOCK_START');
  });

  it('want the working address whenever the owner’s is given', () => {
    const error = refusal({ DATABASE_OWNER_URL: 'postgres://owner@db.example/boardround' });
    expect(error.setting).toBe('DATABASE_OWNER_URL');
  });
});
