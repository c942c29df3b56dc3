/**
 * Lets the planner see what is in the tables now. Left alone the database looks a minute or more after much was
 * written, and until then reads a house of thousands by plans made for an empty one. It runs as the tables' owner,
 * who alone may ask for it.
 */
export const REFRESH_STATISTICS = `
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE stay, day, patient, patient_alias, fact, stream, ward_head, board_change, bed_day, restatement;
END $$`;
