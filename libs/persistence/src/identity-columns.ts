/** The columns of `patient` as an `Identity`; `of` names the table where a statement joins several, `p.` say. */
export function identityColumns(of = ''): string {
  return `${of}patient, ${of}local_id AS "localId", ${of}nhs_number AS "nhsNumber",
    ${of}family_name AS "familyName", ${of}given_name AS "givenName", ${of}date_of_birth AS "dateOfBirth",
    ${of}sex, ${of}similar_name AS "similarName"`;
}
