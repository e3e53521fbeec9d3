//! The operations of AFS's services by name, for people.
//!
//! Holds: [`operations`]. Must not know: their arguments (`rxrpc-afs` does; its list of procedures is what these are compared
//! with).

/// The names of the operations of a service of AFS that this code may mean. The file server, the overseer and cache managers
/// share the service 1, and one code.
pub fn operations(service: u16, code: i32) -> impl Iterator<Item = &'static str> {
    let of_service = SERVICES.iter().filter(move |(number, _)| *number == service);
    let all = of_service.flat_map(|(_, all)| *all);
    all.filter(move |(number, _)| *number == code).map(|(_, name)| *name)
}

/// The operations of a service.
type Service = (u16, &'static [(i32, &'static str)]);

#[rustfmt::skip]
const SERVICES: [Service; 6] = [
    (1, &[
        (80, "BOZO_CreateBnode"), (81, "BOZO_DeleteBnode"), (82, "BOZO_SetStatus"), (83, "BOZO_GetStatus"),
        (84, "BOZO_EnumerateInstance"), (85, "BOZO_GetInstanceInfo"), (86, "BOZO_GetInstanceParm"),
        (87, "BOZO_AddSUser"), (88, "BOZO_DeleteSUser"), (89, "BOZO_ListSUsers"), (90, "BOZO_ListKeys"),
        (94, "BOZO_GetCellName"), (95, "BOZO_GetCellHost"), (98, "BOZO_SetTStatus"), (99, "BOZO_ShutdownAll"),
        (100, "BOZO_RestartAll"), (101, "BOZO_StartupAll"), (104, "BOZO_Restart"), (105, "BOZO_Install"),
        (107, "BOZO_GetDates"), (108, "BOZO_Exec"), (110, "BOZO_SetRestartTime"), (111, "BOZO_GetRestartTime"),
        (112, "BOZO_GetLog"), (113, "BOZO_WaitAll"), (114, "BOZO_GetInstanceStrings"),
        (115, "BOZO_GetRestrictedMode"), (116, "BOZO_SetRestrictedMode"), (130, "RXAFS_FetchData"),
        (131, "RXAFS_FetchACL"), (132, "RXAFS_FetchStatus"), (133, "RXAFS_StoreData"), (134, "RXAFS_OldStoreACL"),
        (135, "RXAFS_StoreStatus"), (136, "RXAFS_RemoveFile"), (137, "RXAFS_CreateFile"), (138, "RXAFS_Rename"),
        (139, "RXAFS_Symlink"), (140, "RXAFS_Link"), (141, "RXAFS_MakeDir"), (142, "RXAFS_RemoveDir"),
        (146, "RXAFS_GetStatistics"), (147, "RXAFS_GiveUpCallBacks"), (148, "RXAFS_GetVolumeInfo"),
        (149, "RXAFS_GetVolumeStatus"), (150, "RXAFS_SetVolumeStatus"), (151, "RXAFS_GetRootVolume"),
        (153, "RXAFS_GetTime"), (155, "RXAFS_BulkStatus"), (156, "RXAFS_SetLock"), (157, "RXAFS_ExtendLock"),
        (158, "RXAFS_ReleaseLock"), (159, "RXAFS_XStatsVersion"), (160, "RXAFS_GetXStats"), (161, "RXAFS_Lookup"),
        (164, "RXAFS_StoreACL"), (204, "RXAFSCB_CallBack"), (205, "RXAFSCB_InitCallBackState"),
        (206, "RXAFSCB_Probe"), (212, "RXAFSCB_WhoAreYou"), (213, "RXAFSCB_InitCallBackState3"),
        (214, "RXAFSCB_ProbeUuid"), (65536, "RXAFS_InlineBulkStatus"), (65537, "RXAFS_FetchData64"),
        (65538, "RXAFSCB_TellMeAboutYourself"), (65538, "RXAFS_StoreData64"), (65539, "RXAFS_GiveUpAllCallBacks"),
        (65540, "RXAFS_GetCapabilities"), (65542, "RXAFS_GetStatistics64"),
    ]),
    (4, &[
        (100, "AFSVolCreateVolume"), (101, "AFSVolDeleteVolume"), (102, "AFSVolRestore"), (103, "AFSVolForward"),
        (104, "AFSVolEndTrans"), (105, "AFSVolClone"), (106, "AFSVolSetFlags"), (107, "AFSVolGetFlags"),
        (108, "AFSVolTransCreate"), (109, "AFSVolDump"), (112, "AFSVolGetName"), (113, "AFSVolGetStatus"),
        (115, "AFSVolListPartitions"), (116, "AFSVolListVolumes"), (117, "AFSVolSetIdsTypes"), (118, "AFSVolMonitor"),
        (119, "AFSVolPartitionInfo"), (120, "AFSVolReClone"), (121, "AFSVolListOneVolume"), (122, "AFSVolNukeVolume"),
        (123, "AFSVolSetDate"), (124, "AFSVolXListVolumes"), (125, "AFSVolXListOneVolume"), (126, "AFSVolSetInfo"),
        (127, "AFSVolXListPartitions"), (128, "AFSVolForwardMultiple"), (65536, "AFSVolConvertROtoRW"),
        (65537, "AFSVolGetSize"), (65538, "AFSVolDumpV2"), (65539, "AFSVolPartitionInfo64"),
        (65547, "AFSVolSplitVolume"),
    ]),
    (50, &[
        (10000, "VOTE_Beacon"), (10001, "VOTE_DebugOld"), (10002, "VOTE_SDebugOld"), (10004, "VOTE_Debug"),
        (10005, "VOTE_SDebug"), (10006, "VOTE_XDebug"), (10007, "VOTE_XSDebug"),
    ]),
    (51, &[
        (20000, "DISK_Begin"), (20001, "DISK_Commit"), (20002, "DISK_Lock"), (20003, "DISK_Write"),
        (20004, "DISK_GetVersion"), (20005, "DISK_GetFile"), (20006, "DISK_SendFile"), (20007, "DISK_Abort"),
        (20008, "DISK_ReleaseLocks"), (20009, "DISK_Truncate"), (20010, "DISK_Probe"), (20011, "DISK_WriteV"),
        (20012, "DISK_UpdateInterfaceAddr"), (20013, "DISK_SetVersion"),
    ]),
    (52, &[
        (501, "VL_CreateEntry"), (502, "VL_DeleteEntry"), (503, "VL_GetEntryByID"), (504, "VL_GetEntryByNameO"),
        (505, "VL_GetNewVolumeId"), (506, "VL_ReplaceEntry"), (507, "VL_UpdateEntry"), (508, "VL_SetLock"),
        (509, "VL_ReleaseLock"), (510, "VL_ListEntry"), (511, "VL_ListAttributes"), (512, "VL_LinkedList"),
        (513, "VL_GetStats"), (514, "VL_ProbeServer"), (515, "VL_GetAddrs"), (516, "VL_ChangeAddr"),
        (517, "VL_CreateEntryN"), (518, "VL_GetEntryByIDN"), (519, "VL_GetEntryByNameN"), (520, "VL_ReplaceEntryN"),
        (521, "VL_ListEntryN"), (522, "VL_ListAttributesN"), (524, "VL_UpdateEntryByName"),
        (527, "VL_GetEntryByNameU"), (532, "VL_RegisterAddrs"), (533, "VL_GetAddrsU"), (534, "VL_ListAttributesN2"),
    ]),
    (73, &[
        (500, "PR_INewEntry"), (501, "PR_WhereIsIt"), (502, "PR_DumpEntry"), (503, "PR_AddToGroup"),
        (504, "PR_NameToID"), (505, "PR_IDToName"), (506, "PR_Delete"), (507, "PR_RemoveFromGroup"),
        (508, "PR_GetCPS"), (509, "PR_NewEntry"), (510, "PR_ListMax"), (511, "PR_SetMax"), (512, "PR_ListEntry"),
        (513, "PR_ChangeEntry"), (514, "PR_ListElements"), (515, "PR_IsAMemberOf"), (516, "PR_SetFieldsEntry"),
        (517, "PR_ListOwned"), (518, "PR_GetCPS2"), (519, "PR_GetHostCPS"), (520, "PR_UpdateEntry"),
        (521, "PR_ListEntries"), (530, "PR_ListSuperGroups"),
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn service_of(name: &str) -> u16 {
        let prefixes = [
            ("VL_", 52),
            ("PR_", 73),
            ("AFSVol", 4),
            ("VOTE_", 50),
            ("DISK_", 51),
            ("BOZO_", 1),
            ("RXAFS", 1),
        ];
        let found = prefixes.iter().find(|(prefix, _)| name.starts_with(prefix));
        found.map_or(0, |(_, service)| *service)
    }

    #[test]
    fn every_procedure_of_afs_has_its_name_and_no_other_has_one() {
        let list = include_str!("../../afs/tests/procedures.txt");
        let mut count = 0;
        for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut words = line.split(' ');
            let (code, name) = (words.next(), words.next());
            let code = code.and_then(|code| code.parse().ok()).expect("a number");
            let name = name.expect("a name");
            assert!(operations(service_of(name), code).any(|one| one == name), "{line}");
            count += 1;
        }
        assert_eq!(count, SERVICES.iter().map(|(_, all)| all.len()).sum::<usize>());
        assert_eq!(operations(52, 1).chain(operations(53, 501)).count(), 0);
        assert_eq!(operations(1, 65_538).count(), 2);
    }
}
